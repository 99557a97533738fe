"""The token of an unsubscribe link: it says who no longer wants which kind, and holds for ever without signing in."""

from django.core import signing

SALT = "notifications.unsubscribe"
EVERYTHING = "*"  # in place of a kind: every optional one


def token_for(user_id: int, kind: str) -> str:
    return signing.dumps([user_id, kind], salt=SALT)


def read_token(token: str) -> tuple[int, str]:
    """(person, kind) of a link of ours. Raises django.core.signing.BadSignature for anything else."""
    user_id, kind = signing.loads(token, salt=SALT)
    return user_id, kind
