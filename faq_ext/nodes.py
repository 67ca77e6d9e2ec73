"""The nodes of our own: few, because what readers see is made of standard ones."""

from __future__ import annotations

from docutils import nodes


class faq_answer(nodes.General, nodes.Element):
    """The answer of one question; its HTML is captured while the page is written.

    Attributes: ``slug``.
    """


class faq_for(nodes.General, nodes.Element):
    """A part of an answer for some stakeholders.

    Attributes: ``stakeholders``, a list of slugs.
    """


class faq_view(nodes.General, nodes.Element, nodes.Invisible):
    """A place that shows records of other documents; replaced when all are known.

    Attributes: ``view``, a name in ``views.VIEWS``; ``options``, its arguments as a
    dict of strings; ``docname``, the document that it was written in.
    """
