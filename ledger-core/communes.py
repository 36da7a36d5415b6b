#!/usr/bin/env python3
"""Makes src/main/resources/laroue/value/communes.tsv.gz anew: the communes of France with their postal codes.

    npm pack @etalab/decoupage-administratif && tar xzf etalab-decoupage-administratif-*.tgz
    python3 communes.py package/data/communes.json

Data: INSEE (code officiel géographique) and La Poste (base officielle des codes postaux), put together by Etalab,
Licence Ouverte 2.0. A line is: INSEE code, name, postal codes separated by blanks, and the code of the commune that it is a
part of, empty for a commune of its own. Sorted by code; the same input gives the same bytes.
"""
import gzip
import json
import pathlib
import sys

TARGET = pathlib.Path(__file__).parent / "src/main/resources/laroue/value/communes.tsv.gz"

communes = {}
for it in sorted(json.load(open(sys.argv[1])), key=lambda it: it["type"] != "commune-actuelle"):
    whole = it.get("commune") or it.get("chefLieu") or ""
    communes.setdefault(
        it["code"], (it["code"], it["nom"], " ".join(it.get("codesPostaux", [])), "" if whole == it["code"] else whole))
lines = "".join("\t".join(communes[code]) + "\n" for code in sorted(communes))
TARGET.write_bytes(gzip.compress(lines.encode(), 9, mtime=0))
print(f"{len(communes)} communes, {TARGET.stat().st_size} bytes")
