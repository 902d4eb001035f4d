"""What the bench asks of a generator."""

from __future__ import annotations

import os
import re
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from tests.bench.corpus import Article, put


class Tool(ABC):
    """A generator and the folder of its site."""

    name: ClassVar[str]
    template: ClassVar[str]
    """The template of an article's page, below the site's folder."""
    state: ClassVar[tuple[str, ...]]
    """What it keeps between two builds, below the site's folder."""
    sources: ClassVar[str]
    """The folder of its articles."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "public"

    @abstractmethod
    def version(self) -> str:
        """Return its name with its version."""

    @abstractmethod
    def prepare(self) -> None:
        """Write all of the site but the articles."""

    @abstractmethod
    def place(self, article: Article) -> str:
        """Return where an article's source stands in the folder of articles."""

    @abstractmethod
    def text(self, article: Article) -> str:
        """Return an article's source."""

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command that builds the site."""

    def environment(self) -> dict[str, str]:
        """Return the environment of the command."""
        return dict(os.environ)

    def write(self, articles: Iterable[Article]) -> None:
        """Write, or write again, the sources of articles."""
        for article in articles:
            put(self.folder / self.sources / self.place(article), self.text(article))

    def edit_template(self, number: int) -> None:
        """Change what every article's page shows; each number gives another change."""
        file = self.folder / self.template
        changed, times = re.subn(
            r"<footer( data-edit=\d+)?>", f"<footer data-edit={number}>", file.read_text(encoding="utf-8"), count=1
        )
        if not times:
            raise RuntimeError(f"{file}: has no <footer>, where the bench makes its edit")
        file.write_text(changed, encoding="utf-8")

    def forget(self) -> None:
        """Remove the output and all that is kept between two builds."""
        for path in (self.output, *(self.folder / name for name in self.state)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
