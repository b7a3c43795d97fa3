größe = "日本" + ñ(ß)
assert größe, "é"
