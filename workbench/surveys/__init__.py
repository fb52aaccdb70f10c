"""Forms: a definition and its rules → a checked form; a respondent's posts → answers; answers → a verdict.

The verbs of `editing` make a draft, `load_form` checks it and gives the immutable version its hash, the functions of
`filling` lead a respondent through the pages and judge the completed answers, `answers_in_words` makes them readable;
`house_forms` lists the forms that come with the product. Nothing here stores, renders or sends anything.
"""

from workbench.surveys import editing, filling
from workbench.surveys.house import house_forms
from workbench.surveys.loading import load_form
from workbench.surveys.wording import answers_in_words

__all__ = ["answers_in_words", "editing", "filling", "house_forms", "load_form"]
