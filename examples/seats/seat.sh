#!/bin/sh
# A seat of a Moot roundtable in plain shell.
#
#     moot seat listen RUN --as clare -- sh seat.sh
#
# Reads turns as lines of JSON, writes answers as lines of JSON. A line is printable ASCII and its members come in the
# order of the reference, so sed is enough for what is read here; jq reads the rest.
while IFS= read -r line; do
  case "$line" in
    '{"type":"turn"'*)
      id=$(printf '%s\n' "$line" | sed 's/.*"protocol":"moot-seat\/1","id":"\([^"]*\)".*/\1/')
      kind=$(printf '%s\n' "$line" | sed 's/.*"step":"[^"]*","kind":"\([a-z]*\)".*/\1/')
      if [ "$kind" = floor ]; then text=PASS; else text="I ask for the cheapest option that keeps every limit."; fi
      printf '{"id":"%s","text":"%s"}\n' "$id" "$text"
      ;;
    '{"type":"closed"'*) exit 0 ;;
    '{"type":"refused"'*) printf '%s\n' "$line" >&2 ;;
  esac
done
