"""Questionnaires pasted as text, as 问卷星 and 腾讯问卷 write them, become drafts.

`tags` names the kinds of question, `headlines` reads a question's first line, `dialects` tells whose text it is,
`layout` puts each line in its place, and `elements` makes questions of them with `choosing`, `matrices` and `writing`;
`denials` knows the options that exclude the others, `steps` the scales, `numbers` the blanks for a number.
Jumps and dependencies that a vendor prints are taken out first (`routing`) and become conditions last (`linking`);
`leftovers` names the marks that nothing has used up.
Any text gives a draft. Each line that is not blank is in it, or the report names the line.
"""

from workbench.surveys.pasting.reading import read_pasted

__all__ = ["read_pasted"]
