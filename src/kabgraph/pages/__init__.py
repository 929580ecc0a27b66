"""A library as pages: plain data here, written by mkdocs (``build``, ``plugin``) or as files (``folder``)."""

from kabgraph.pages.assets import all_assets
from kabgraph.pages.desk import Desk
from kabgraph.pages.folder import write_pages
from kabgraph.pages.model import Asset, Page
from kabgraph.pages.site import all_pages

__all__ = ["Asset", "Desk", "Page", "all_assets", "all_pages", "write_pages"]
