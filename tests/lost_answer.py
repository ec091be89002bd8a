"""A line that is cut after the commit, for the tests of screens: done, and the answer never came."""

from backoffice.domain.errors import Fault, Unavailable


def lose_first_answer(service: object, gesture: str) -> None:
    """Have `service` do its next `gesture` and lose the answer; those after it are answered."""
    do = getattr(service, gesture)

    def lose(*given: object, **named: object) -> None:
        delattr(service, gesture)  # from here on its class's own
        do(*given, **named)
        raise Unavailable(Fault.DATABASE_UNREACHABLE)

    setattr(service, gesture, lose)
