#!/usr/bin/env bash
# Makes the scenario of data/ again, byte for byte: DWELL=path/to/dwell bash data/make.sh
set -euo pipefail
cd "$(dirname "$0")"
DWELL="${DWELL:-dwell}"
[[ "$DWELL" == */* && "$DWELL" != /* ]] && DWELL="../$DWELL"

rm -rf flights && mkdir flights
"$DWELL" simulate --seed 1 --flights 36 --sampling 5s --truth truth.geojson > all.csv

# One file a vehicle, as an archive of flights has it.
awk -F, 'NR == 1 { head = $0; next }
         { file = "flights/" $2 ".csv"
           if (!(file in seen)) { print head > file; seen[file] = 1 }
           print > file }' all.csv
rm all.csv

# Three of the five sites are known; the other two are to be found.
python3 - <<'PYTHON'
import json
truth = json.load(open("truth.geojson"))
sites = [f for f in truth["features"] if f["properties"]["layer"] == "site"]
known = [
    {"type": "Feature",
     "properties": {"id": f["properties"]["site"], "name": f["properties"]["name"]},
     "geometry": f["geometry"]}
    for f in sites[:3]]
with open("sites.geojson", "w") as out:
    out.write('{"type":"FeatureCollection","features":[\n')
    out.write(",\n".join(json.dumps(f) for f in known))
    out.write("\n]}\n")
PYTHON
