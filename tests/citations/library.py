"""A small invented bibliography, and citations resolved from it, written down in one line each."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.citations.resolve import Cited, resolve
from evidence.formats import bibtex
from evidence.model import Note, Work
from evidence.model.citation import Citation

BIB = """
@book{ashby1998, author={Ashby, Maud}, date={1998}, location={Leeds},
  title={The Quiet Market: Trade and Order in Small States}, publisher={Northgate Press}}
@article{ashby2004, author={Ashby, Maud}, title={Prices and Peace}, date={2004},
  journaltitle={Journal of Border Studies}, volume={12}, number={3}, pages={44--60}}
@book{corrie2001, author={Corrie, Edwin and Vestergaard, Lena}, date={2001},
  title={Grain, Guns and Governors}, publisher={Fjordheim}, location={Oslo}}
@collection{okoye2010, editor={Okoye, Tomas and Brandt, Ida}, title={Rural Orders: Essays on Land},
  date={2010}, publisher={Heath House}, location={Marlow}}
@incollection{vestergaard2010, author={Vestergaard, Lena}, title={Harvest and Revolt},
  crossref={okoye2010}, pages={101--129}}
@incollection{duarte2010, author={Duarte, Inez}, title={Who Owns the Well?}, crossref={okoye2010},
  pages={130--151}}
@report{bureau2012, author={{Bureau of Frontier Affairs}}, title={Annual Survey of Crossings},
  date={2012}, institution={Bureau of Frontier Affairs}}
@report{duty2019, author={{United Nations Secretary-General}}, date={2019}, number={A/99/123},
  title={The Duty to Warn: Report of the Secretary-General}, institution={United Nations}}
@misc{res2019, author={{United Nations Security Council}}, number={S/RES/9904}, date={2019},
  title={Resolution 9904 (2019)}}
@thesis{quill2015, author={Quill, Rufus}, title={The Salt Roads: Tolls and Trust in the Ellmark},
  date={2015}, institution={University of Ellmark}, type={phdthesis}}
@online{observatory2018, author={{Observatory of Small Wars}}, title={Tracking Ceasefires},
  date={2018}, url={https://observatory.example/ceasefires}}
@book{lindqvist2003, author={Lindqvist, Per}, title={Fields of Glass}, date={2003},
  publisher={Northgate Press}, location={Leeds}}
@book{lindqvist2006, author={Lindqvist, Karin}, title={Rivers of Tin}, date={2006},
  publisher={Fjordheim}, location={Oslo}}
@article{marrow1999, author={Marrow, Jon and Ashby, Maud and Tell, Ruth and Ito, Ken}, date={1999},
  title={Why Towns Burn: A Model of Urban Riots}, journaltitle={Annals of Disorder}, volume={7},
  pages={1--33}}
@book{tell1987, author={Tell, Ruth}, title={A Theory of Hunger}, date={1987},
  publisher={Cobden and Rye}, location={London}}
"""

WORKS: list[Work] = bibtex.load(BIB).works

ASHBY = (
    "Maud Ashby, The Quiet Market: Trade and Order in Small States (Leeds: Northgate Press, 1998)"
)
PRICES = "Maud Ashby, ‘Prices and Peace’, Journal of Border Studies 12, no. 3 (2004)"
CORRIE = "Edwin Corrie and Lena Vestergaard, Grain, Guns and Governors (Oslo: Fjordheim, 2001)"
TELL = "Ruth Tell, A Theory of Hunger (London: Cobden and Rye, 1987)"
HARVEST = (
    "Lena Vestergaard, ‘Harvest and Revolt’, in Tomas Okoye and Ida Brandt (eds), "
    "Rural Orders: Essays on Land (Marlow: Heath House, 2010)"
)


def notes_of(*texts: str, section: str = "") -> list[Note]:
    """Number texts as notes, from 1."""
    return [Note(str(place), "footnote", section, text) for place, text in enumerate(texts, 1)]


def told(citation: Citation) -> str:
    """Return a citation in one line: key or status, place in the work, whether inherited."""
    place = f", {citation.locator}" if citation.locator else ""
    return f"{citation.key or citation.status}{place}{' inherited' if citation.inherited else ''}"


def lines(cited: Cited) -> list[str]:
    """Return the citations of a note, a line each."""
    return [told(citation) for citation in cited.citations]


def read(*texts: str, works: Sequence[Work] = WORKS) -> list[list[str]]:
    """Return what each note cites."""
    return [lines(cited) for cited in resolve(notes_of(*texts), works)]


def last(*texts: str, works: Sequence[Work] = WORKS) -> tuple[Citation, ...]:
    """Return the citations of the last note."""
    return resolve(notes_of(*texts), works)[-1].citations
