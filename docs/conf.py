"""Sphinx configuration of the resource."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "STEM Teacher Leadership"
author = "The contributors"
copyright = "2026, the contributors; text under CC BY 4.0"
language = "en"

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinx_tags",
    "sphinxcontrib.bibtex",
    "kept_citations",
    "faq_ext",
    "sphinxext.opengraph",  # after faq_ext, whose summaries it takes
    "embed_demo",
    "diagnostics_page",
    "generated_reference",
    "layers_picture",
    "site_files",
    "widget_reference",
    "accessible_html",
    "print_addresses",
]
exclude_patterns = ["_build", "_demo", "_ext", "Thumbs.db", ".DS_Store"]
templates_path = ["_templates"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_footnote_sort = False  # footnotes stay inside the answer that they belong to

faq_title = "STEM Teacher Leadership"
faq_license = "CC-BY-4.0"
faq_ask = "ask"
# Where its forms are: GitHub's own workflows say where they run.
faq_repository = os.environ.get("FAQ_REPOSITORY") or "/".join(
    os.environ.get(name, default)
    for name, default in (
        ("GITHUB_SERVER_URL", "https://git.example.org"),
        ("GITHUB_REPOSITORY", "stem-teacher-leadership/faq"),
    )
)
faq_synonyms = {
    "AMTE": "Association of Mathematics Teacher Educators",
    "CS": "computer science",
    "EMS": "elementary mathematics specialist",
    "MfA": "Math for America",
    "NBCT": "National Board Certified Teacher",
    "NCTM": "National Council of Teachers of Mathematics",
    "NGSS": "Next Generation Science Standards",
    "NSF": "National Science Foundation",
    "NSTA": "National Science Teaching Association",
    "PD": "professional development",
    "PL": "professional learning",
    "PLC": "professional learning community",
    "TOSA": "teacher on special assignment",
    # What readers say, and authors do not.
    "K-5": "elementary",
    "building": "school",
    "coding": "computer science",
    "college": "university",
    "hire": "appoint",
    "primary": "elementary",
    "stipend": "pay",
    "trustee": "school board",
}
faq_scales = {
    "institution": "Institution",
    "district": "District",
    "multi-district": "Several districts",
    "regional": "Region",
    "state": "State",
    "multi-state": "Several states",
    "national": "National",
}
faq_populations = {
    "elementary": "Elementary teachers",
    "secondary": "Secondary teachers",
    "candidates": "Teacher candidates",
    "early-career": "Early-career teachers",
    "teacher-leaders": "Teacher leaders",
    "rural": "Rural teachers",
}
faq_means = {
    "coaching": "Coaching, specialist and hybrid roles",
    "fellowship": "Fellowships",
    "pay": "Extra pay and career ladders",
    "credential": "Credentials and degrees",
    "courses": "Courses and workshops",
    "network": "Networks and communities",
    "inquiry": "Research and inquiry by teachers",
    "mentoring": "Mentoring and induction",
    "preparation": "Preparation and residencies",
    "partnership": "Partnerships",
    "policy": "Policy, funding and advocacy",
    "evaluation": "Evaluation and research studies",
}
faq_evidence = {
    "research": "Research",
    "evaluation": "Program evaluation",
    "practice": "Practitioners' experience",
    "advice": "Advice",
}
faq_legend = {
    "research": "a study, or a synthesis of studies",
    "evaluation": "an evaluation or report of one program",
    "practice": "guidance, program pages, news and teachers' own accounts",
    "advice": "what we conclude ourselves",
}

# Who decides, pays or does the work finds something in every topic of theirs.
faq_coverage = {
    "models": ["administrators", "teacher-leaders", "policymakers", "funders"],
    "elementary": ["administrators", "teacher-leaders", "elementary-educators"],
    "administrators": ["administrators", "teacher-leaders", "policymakers", "funders"],
    "networks": ["administrators", "teacher-leaders", "networks-organizations", "funders"],
    "candidates": ["administrators", "teacher-candidates", "preparation-programs"],
    "evaluation": ["administrators", "teacher-leaders", "funders", "researchers-evaluators"],
}

tags_create_tags = True
tags_create_badges = True
tags_extension = ["md"]
tags_overview_title = "Tags"
tags_page_title = "Tag"
tags_page_header = "Questions with this tag"
tags_index_head = "All tags"
tags_intro_text = "Tags:"

bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"
bibtex_cite_id = "cite-{key}"
bibtex_tooltips = False  # the sources stand below each answer

ogp_site_url = os.environ.get("FAQ_BASE_URL", "https://example.org/")
ogp_image = "_static/card.png"
ogp_image_alt = "STEM Teacher Leadership: questions answered in plain English"
ogp_social_cards = {"enable": False}  # one picture of our own serves all pages
ogp_custom_meta_tags = ['<meta name="twitter:card" content="summary_large_image">']

html_theme = "basic"
html_baseurl = os.environ.get("FAQ_BASE_URL", "https://example.org/")
faq_help = f"{html_baseurl}reference/diagnostics/"
html_title = project
html_static_path = ["_static", "../faq_ext/static/tokens.css"]
html_css_files = ["tokens.css", "site.css"]
html_permalinks = False
html_copy_source = False

linkcheck_ignore = [r"https?://(?:127\.0\.0\.1|(?:[a-z-]+\.)*example\.(?:org|com))(?:[:/]|$)"]
linkcheck_timeout = 20  # seconds
linkcheck_retries = 2
linkcheck_anchors = False  # many pages make their anchors by script
linkcheck_report_timeouts_as_broken = False
linkcheck_allow_unauthorized = True  # publishers that ask for a login still have the page
