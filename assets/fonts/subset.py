"""Makes the letters that every page needs a file of their own: of Onest (SIL Open Font License), what English, Russian and
money are written with, in the weights that are used. Anything else comes from the whole files, when it is first shown:
client/ui/fonts.css. Run by `npm run assets`; needs Debian's python3-fonttools and python3-brotli.

    /usr/bin/python3 assets/fonts/subset.py SOURCE_FOLDER TARGET_FOLDER
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = (400, 700)
FEATURES = ["kern", "tnum", "ccmp", "locl", "mark", "mkmk"]
# The same as `unicode-range` in client/ui/fonts.css.
LETTERS = {
    "latin": [
        *range(0x20, 0x7F),
        *[0xA0, 0xA3, 0xA7, 0xA9, 0xAB, 0xB0, 0xB7, 0xBB, 0xD7],
        *[0x2009, 0x2013, 0x2014, *range(0x2018, 0x201B), *range(0x201C, 0x201F), 0x2022, 0x2026, 0x20AC, 0x2212],
    ],
    "cyrillic": [0x401, *range(0x410, 0x450), 0x451, 0x2116],
}


def main(source, target):
    for script, letters in LETTERS.items():
        font = TTFont(f"{source}/onest-{script}-wght-normal.woff2", recalcTimestamp=False)
        font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
        options = subset.Options(
            flavor="woff2", layout_features=FEATURES, hinting=False, glyph_names=False, notdef_outline=True
        )
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        subset.save_font(font, f"{target}/onest-{script}.woff2", options)


main(*sys.argv[1:])
