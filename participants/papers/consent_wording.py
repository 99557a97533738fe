"""What a consent is called and how it begins, by kind and by who signs."""

from ..models import Consent
from ..models.consents import ConsentKind

Signer = Consent.Signer

TITLES = {
    ConsentKind.PROCESSING: "СОГЛАСИЕ\nна обработку персональных данных",
    ConsentKind.DISSEMINATION: (
        "СОГЛАСИЕ\nна обработку персональных данных, разрешённых субъектом\nперсональных данных для распространения"
    ),
    ConsentKind.PARTICIPATION: "СОГЛАСИЕ\nна участие в программе наставничества",
    ConsentKind.MENTOR_DUTY: "СОГЛАСИЕ РАБОТНИКА\nна выполнение работы по наставничеству",
}
FILE_NAMES = {
    ConsentKind.PROCESSING: "Согласие на обработку персональных данных",
    ConsentKind.DISSEMINATION: "Согласие на распространение персональных данных",
    ConsentKind.PARTICIPATION: "Согласие на участие в программе",
    ConsentKind.MENTOR_DUTY: "Согласие работника на наставничество",
}
OPENINGS = {
    (ConsentKind.PROCESSING, Signer.SELF): (
        "свободно, своей волей и в своём интересе даю оператору согласие на обработку моих персональных "
        "данных на следующих условиях."
    ),
    (ConsentKind.PROCESSING, Signer.REPRESENTATIVE): (
        "действуя в интересах несовершеннолетнего, даю оператору согласие на обработку его персональных "
        "данных и моих персональных данных как законного представителя на следующих условиях."
    ),
    (ConsentKind.PROCESSING, Signer.BOTH): (
        "даю оператору согласие на обработку моих персональных данных; законный представитель подтверждает "
        "это согласие и даёт согласие на обработку своих персональных данных на следующих условиях."
    ),
    (ConsentKind.DISSEMINATION, Signer.SELF): (
        "даю оператору согласие на распространение моих персональных данных на следующих условиях."
    ),
    (ConsentKind.DISSEMINATION, Signer.REPRESENTATIVE): (
        "действуя в интересах несовершеннолетнего, даю оператору согласие на распространение его персональных"
        " данных на следующих условиях."
    ),
    (ConsentKind.DISSEMINATION, Signer.BOTH): (
        "даю оператору согласие на распространение моих персональных данных; законный представитель "
        "подтверждает это согласие."
    ),
    (ConsentKind.PARTICIPATION, Signer.SELF): "даю согласие на своё участие в программе наставничества.",
    (ConsentKind.PARTICIPATION, Signer.REPRESENTATIVE): (
        "даю согласие на участие несовершеннолетнего в программе наставничества."
    ),
    (ConsentKind.PARTICIPATION, Signer.BOTH): (
        "даю согласие на своё участие в программе наставничества; законный представитель согласен с этим участием."
    ),
    (ConsentKind.MENTOR_DUTY, Signer.SELF): "даю работодателю согласие на выполнение работы по наставничеству.",
}
