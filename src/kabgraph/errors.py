"""What kabgraph raises.

    KabgraphError
    |-- LoadError          files that cannot be read or parsed; ``findings`` lists all of them
    |-- BuildError         a site that must not be written; ``findings`` says why
    |-- UsageError         a call that makes no sense as given; ``remedy`` says what would
    |-- ConflictError      a decision that cannot be saved over what stands there now; both are kept
    |-- UnknownNameError   also a KeyError: no concept, talk or passage of that name
    `-- AmbiguousNameError also a KeyError: several concepts share the name; ``candidates`` has their ids

Every error carries what is needed to mend it: findings with their addresses, or a remedy.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence

from kabgraph.model import Finding

_ROOM = "make room on the disk, then do it again"
_HANDLES = "too many files are open: close other programs, then do it again"
_REMEDIES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "files may not grow so large here: raise the limit, then do it again",
    errno.EROFS: "it can be read only: make it writable, or work in a copy of the folder",
    errno.EMFILE: _HANDLES,
    errno.ENFILE: _HANDLES,
}


class KabgraphError(Exception):
    """The base of all errors that kabgraph raises on purpose."""


class FindingsError(KabgraphError):
    """An error that carries findings, all of them at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(str(finding) for finding in self.findings))


class LoadError(FindingsError):
    """A file cannot be read or parsed."""


class BuildError(FindingsError):
    """The site cannot be written as it stands; the old one is kept."""


class UsageError(KabgraphError):
    """A call or command that makes no sense as given."""

    def __init__(self, message: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(f"{message}; {remedy}")


class ConflictError(KabgraphError):
    """A save that would lose what another wrote: nothing was written.

    ``there`` is what stands there now, where it is about one record, and ``wanted`` what was to be saved.
    ``changed`` tells that another has changed the record, or taken it out; otherwise its file is in the way.
    """

    def __init__(
        self,
        message: str,
        remedy: str,
        *,
        there: str | None = None,
        wanted: str | None = None,
        changed: bool = False,
    ) -> None:
        self.remedy = remedy
        self.there = there
        self.wanted = wanted
        self.changed = changed
        super().__init__(f"{message}; {remedy}")


def system_words(error: OSError, otherwise: str = "check the path and its permissions") -> tuple[str, str]:
    """Return what the system refused, in words, and the remedy.

    >>> system_words(OSError(errno.ENOSPC, "No space left on device", "corpus/annotations/t/u.yaml"))
    ('corpus/annotations/t/u.yaml: No space left on device', 'make room on the disk, then do it again')
    """
    said = f"{error.filename or 'a file'}: {error.strerror or error}"
    return said, _REMEDIES.get(error.errno or 0, otherwise)


class UnknownNameError(KabgraphError, KeyError):
    """No such name; ``nearest`` holds the closest known ones.

    >>> print(UnknownNameError("concept", "Binna", ("Bina",)))
    no concept is called 'Binna'; did you mean 'Bina'?
    """

    def __init__(self, what: str, name: str, nearest: Sequence[str]) -> None:
        self.name = name
        self.nearest = tuple(nearest)
        super().__init__(what, name)
        self._what = what

    def __str__(self) -> str:
        said = f"no {self._what} is called {self.name!r}"
        if not self.nearest:
            return f"{said}; nothing known comes near"
        return f"{said}; did you mean {' or '.join(repr(near) for near in self.nearest)}?"


class AmbiguousNameError(KabgraphError, KeyError):
    """Several concepts share the name; ask for one by its id.

    >>> print(AmbiguousNameError("MA", ("ma_what", "ma45")))
    'MA' may be ma_what or ma45; ask by id
    """

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(name)

    def __str__(self) -> str:
        return f"{self.name!r} may be {' or '.join(self.candidates)}; ask by id"
