"""The spaCy pipeline on the texts: sentences, named entities, and the framework's terms by lemma.

`tag_texts` runs the model only on what it has not seen; spaCy is imported only then.
"""

from evidence.tag.models import DEFAULT_MODEL, Model, identify, substitute
from evidence.tag.run import Tagged, tag_texts, tags_key

__all__ = ["DEFAULT_MODEL", "Model", "Tagged", "identify", "substitute", "tag_texts", "tags_key"]
