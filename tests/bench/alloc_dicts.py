"""Dicts: keys that come and go, and many small ones."""
import sys


def run():
    churn = {}
    for i in range(2_000):
        churn[i] = i
        del churn[i]
    for i in range(1_000):
        churn["name"] = i
        del churn["name"]
    records = [{"name": i, "size": i} for i in range(1_000)]
    assert sum(record["size"] for record in records) == 499_500
    for i in range(1_000):
        counts = {}
        counts[i] = i
        dict(name=i)
    grown = {}
    for i in range(1_000):
        grown[str(i)] = i


for _ in range(int(sys.argv[1])):
    run()
