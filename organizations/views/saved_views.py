"""Keeping the filters of a list under a name, and forgetting them again."""

from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from core.listing import kept_query
from core.views import SIGNED_IN, ActionView, FormView, ListView, words_in

from ..forms import SavedViewForm
from ..models import SavedView
from ..services.saved_views import forget_view, save_view


class SaveView(FormView):
    """`?list=<path and query>` says what is saved: the address of one of our lists with something chosen in it."""

    permission_required = SIGNED_IN
    form_class = SavedViewForm
    title = gettext_lazy("Save this view of the list")
    success_message = gettext_lazy("The view is saved. It stands above the list, and Ctrl-K finds it.")

    @cached_property
    def address(self) -> tuple[str, str]:
        path, _mark, query = words_in(self.request, "list", length=1200).partition("?")
        kept = kept_query(QueryDict(query))
        if not kept or len(kept) > SavedView._meta.get_field("query").max_length or not is_list(path):
            raise Http404
        return path, kept

    def get_form_kwargs(self):
        path, query = self.address
        return {**super().get_form_kwargs(), "instance": SavedView(path=path, query=query)}

    def perform(self, form):
        return save_view(form.instance, by=self.request.user)

    def get_success_url(self):
        return SavedView(path=self.address[0], query=self.address[1]).get_absolute_url()

    get_cancel_url = get_success_url


class ForgetView(ActionView):
    permission_required = SIGNED_IN
    model = SavedView
    title = gettext_lazy("Forget the saved view")
    submit = gettext_lazy("Forget")
    success_message = gettext_lazy("The view is forgotten.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object.name, **kwargs)

    def perform(self):
        forget_view(self.object)

    def get_success_url(self):
        return self.object.path


def is_list(path: str) -> bool:
    """The path is that of a list of the product."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return issubclass(getattr(found.func, "view_class", object), ListView)
