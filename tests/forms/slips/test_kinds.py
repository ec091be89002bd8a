from backoffice.domain.paper import MailSlipKind
from forms.slips.kinds import SHORT_NAMES, SLIP_NAMES, SORTING, listed_name


def test_every_kind_has_names_that_tell_it_from_the_others() -> None:
    assert set(SLIP_NAMES) == {None, SORTING, *MailSlipKind}
    assert set(SHORT_NAMES) == set(MailSlipKind)
    assert len(set(SLIP_NAMES.values())) == len(SLIP_NAMES)
    assert len(set(map(listed_name, SLIP_NAMES))) == len(SLIP_NAMES)
    assert len(set(SHORT_NAMES.values())) == len(SHORT_NAMES)
