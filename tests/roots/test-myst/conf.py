project = "Both grammars"
extensions = ["myst_parser", "sphinx_design", "sphinx_tags", "faq_ext"]
myst_enable_extensions = ["colon_fence"]
html_theme = "alabaster"
html_baseurl = "https://faq.example/"
tags_extension = ["md", "rst"]
