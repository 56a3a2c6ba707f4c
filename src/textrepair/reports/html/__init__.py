"""The report as one HTML file, and the fragment that a notebook shows."""

from .page import HtmlReport, document_of, fragment_of

__all__ = ["HtmlReport", "document_of", "fragment_of"]
