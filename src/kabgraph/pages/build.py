"""Build the site beside the old one, check it, and only then put it in the old one's place."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from kabgraph.errors import BuildError, KabgraphError
from kabgraph.model import Address, Finding
from kabgraph.pages.linkcheck import check_links
from kabgraph.pages.plugin import KabgraphPlugin
from kabgraph.pages.swap import put_in_place, stands_in_the_way

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from kabgraph.library import Library

DEFAULT_CONFIG = Path(__file__).parent / "mkdocs.default.yml"
PLACEHOLDER = "kabgraph build writes the site here; this file keeps the folder.\n"
_ABORTED = Finding(Address("mkdocs.yml"), "L921", "error", "mkdocs gave up", "read the lines above it")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built: where, how many pages, and what was found on the way."""

    site: Path
    pages: int
    findings: tuple[Finding, ...]


def build_site(
    library: Library, site_dir: Path | str, strict: bool = False, public: bool = False
) -> BuildReport:
    """Build the whole site of ``library`` at ``site_dir``; the old one stays until the new one is checked.

    ``strict`` lets warnings stop the build too; ``public`` leaves private copies out.

    Raises:
        BuildError: the site must not be written as it stands; the old one is untouched.
    """
    target = Path(site_dir).resolve()
    if stands_in_the_way(target):
        place = Address(target.name)
        raise BuildError(
            [
                Finding(
                    place, "L920", "error", f"{target} holds files that are no site", "name an empty folder"
                )
            ]
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        new = work / "site"
        new.mkdir()
        findings = _build_into(library, new, public)
        if any(finding.level == "error" or strict for finding in findings):
            raise BuildError(findings)
        (new / ".gitkeep").write_text(PLACEHOLDER, encoding="utf-8")
        pages = sum(1 for _ in new.rglob("*.html"))
        put_in_place(new, target)
        return BuildReport(target, pages, tuple(sorted(findings)))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _build_into(library: Library, site: Path, public: bool) -> list[Finding]:
    with _listening() as findings:
        try:
            config = _config(library, site)
            _hand_over(config, library, public)
            config.plugins.on_startup(command="build", dirty=False)
            run_mkdocs(config)
        except Abort:
            return findings or [_ABORTED]
        except (MkDocsException, KabgraphError, OSError) as error:
            return [*findings, _finding("error", str(error))]
        finally:
            logging.getLogger("mkdocs").setLevel(logging.NOTSET)
    base = urlsplit(config.site_url or "/").path
    return [*findings, *check_links(site, base if base.endswith("/") else f"{base}/")]


def _config(library: Library, site: Path) -> MkDocsConfig:
    root = library.root.resolve()
    own = root / "mkdocs.yml"
    if own.is_file():
        return load_config(str(own), site_dir=str(site), strict=False)
    corpus = root / "corpus"
    docs = corpus if corpus.is_dir() else site.parent / "docs"
    docs.mkdir(exist_ok=True)
    return load_config(
        str(DEFAULT_CONFIG), site_dir=str(site), docs_dir=str(docs), site_name=library.ontology.scheme.title
    )


def _hand_over(config: MkDocsConfig, library: Library, public: bool) -> None:
    plugin: Any = next((p for p in config.plugins.values() if isinstance(p, KabgraphPlugin)), None)
    if plugin is None:
        place = Address("mkdocs.yml")
        remedy = "add kabgraph to its plugins"
        raise BuildError([Finding(place, "L922", "error", "mkdocs.yml does not use kabgraph", remedy)])
    plugin.library = library
    plugin.config.public = public or plugin.config.public


class _Listener(logging.Handler):
    """Turns what mkdocs warns of into findings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.findings: list[Finding] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning as a finding."""
        level = "error" if record.levelno >= logging.ERROR else "warning"
        self.findings.append(_finding(level, record.getMessage()))


def _finding(level: Any, message: str) -> Finding:
    return Finding(
        Address("mkdocs.yml"), "L923", level, " ".join(message.split()), "see what mkdocs says of it"
    )


@contextmanager
def _listening() -> Iterator[list[Finding]]:
    """Hear all that mkdocs says, and let none of it through to the terminal."""
    logger = logging.getLogger("mkdocs")
    listener, passed_on = _Listener(), logger.propagate
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield listener.findings
    finally:
        logger.removeHandler(listener)
        logger.propagate = passed_on
