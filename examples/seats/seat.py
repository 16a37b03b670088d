#!/usr/bin/env python3
"""A seat of a Moot roundtable in Python.

    moot seat listen RUN --as clare -- python3 seat.py

Reads turns as lines of JSON, writes answers as lines of JSON. Put your own program into `answer`.
"""
import json
import sys


def answer(turn: dict) -> str:
    """What to say. `turn["system"]` and `turn["messages"]` are the whole prompt, `turn["deadline"]` says until when."""
    prompt = turn["messages"][0]["text"]
    if turn["kind"] == "floor":
        return "PASS"
    return f"Round {turn['round']}: I read {len(prompt.split())} words and ask for the cheapest option that keeps every limit."


def main() -> None:
    for line in sys.stdin:
        said = json.loads(line)
        if said["type"] == "turn":
            print(json.dumps({"id": said["id"], "text": answer(said)}), flush=True)
        elif said["type"] == "refused":
            print(f"refused: {said['message']}", file=sys.stderr)
        elif said["type"] == "closed":
            return


if __name__ == "__main__":
    main()
