"""Source documents of the invented lists.

Belongs here: what a document says of a list. Does not belong here: the list (``files``).
"""

from typing import Any

import yaml

from foerderlupe.synth.files import READERS, file_name
from foerderlupe.synth.measures import FIRST_YEAR, LAST_YEAR
from foerderlupe.synth.notation import ENGLISH_FILES
from foerderlupe.synth.publishers import Publisher

_FIELDS = {"years": "period"}


def document(source_id: str, publisher: Publisher, region: str) -> str:
    """The YAML document with which the pipeline reads the list."""
    english = publisher.file in ENGLISH_FILES
    content: dict[str, Any] = {
        "title": f"{publisher.publisher}: Liste {source_id} (erfunden)",
        "publisher": {"id": source_id, "name": publisher.publisher, "kind": publisher.kind},
        "address": file_name(source_id, publisher),
        "licence": {"name": "CC0-1.0", "texts": True},
        "list_level": publisher.level,
        "cadence": "yearly",
        **({"numbers": "en", "dates": "iso"} if english else {}),
        "reader": READERS[publisher.file],
        "columns": {
            heading: _FIELDS.get(field, field) for heading, field in publisher.columns.items()
        },
        "constants": {} if publisher.funder_column else {"funder": publisher.publisher},
        **({"default_region": region} if region != "00" else {}),
        "distinct_measures": publisher.distinct,
        "coverage": [
            {"regions": [region], "years": [FIRST_YEAR, LAST_YEAR], "completeness": "partial"}
        ],
    }
    head = "# Written by 'foerderlupe synth'. Measures, carriers and publishers are invented.\n"
    return head + yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
