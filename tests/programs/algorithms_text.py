text = "the quick brown fox jumps over the lazy dog the end"
counts = {}
for w in text.split(): counts[w] = counts.get(w, 0) + 1
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:3], max(counts, key=counts.get))
def caesar(s, k): return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.isalpha() else c for c in s)
print(caesar(text, 3), caesar(caesar(text, 3), -3) == text)
def lev(a, b):
    prev = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        cur = [i]
        for j, y in enumerate(b, 1): cur.append(min(prev[j] + 1, cur[-1] + 1, prev[j - 1] + (x != y)))
        prev = cur
    return prev[-1]
print(lev("kitten", "sitting"), " ".join(w[::-1] for w in text.split()), text.title().swapcase()[:20])
print("\n".join(f"{i:>3} {'#' * i:<5}|{i ** 2:^7}|" for i in range(1, 5)))
rle = lambda s: "".join(f"{len(g)}{g[0]}" for g in groups(s))
def groups(s):
    out = []
    for c in s:
        if out and out[-1][0] == c: out[-1] += c
        else: out.append(c)
    return out
print(rle("aaabbcdddd"))
