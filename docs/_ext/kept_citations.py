"""Spare a build the formatting of a bibliography that is what it was.

sphinxcontrib-bibtex formats all entries in every build, which for two hundred is the largest
part of the work on one edited answer. What it made the last time lies in the environment.
"""

import ast

from sphinxcontrib.bibtex.domain import BibtexDomain, get_docnames

from faq_ext.files import digest


class KeptCitations(BibtexDomain):
    """The domain of citations, which looks before it formats."""

    def env_updated(self):
        """Leave the citations as they are if nothing has changed that they are made of."""
        made_of = self._made_of()
        # Where a bibliography was read again, its citations were cleared.
        if self.data.get("made_of") != [made_of, len(self.citations)]:
            super().env_updated()
            self.data["made_of"] = [made_of, len(self.citations)]
        return []

    def _made_of(self):
        files = [(str(path), file.mtime) for path, file in self.bibdata.bibfiles.items()]
        shown = [
            (key, value._replace(citation_nodes=sorted(value.citation_nodes), filter_=None))
            for key, value in self.bibliographies.items()
        ]
        filters = [ast.dump(value.filter_) for value in self.bibliographies.values()]
        order = list(dict.fromkeys(self.get_all_cited_keys(list(get_docnames(self.env)))))
        cited = {(ref.docname, target.key) for ref in self.citation_refs for target in ref.targets}
        config = self.env.config
        tooltips = config.bibtex_tooltips, config.bibtex_tooltips_style
        return digest(files, shown, filters, order, sorted(cited), tooltips)


def setup(app):
    """Put it in the place of the other."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(KeptCitations, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
