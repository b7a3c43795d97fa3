if a: b
elif c: d
elif e: f
else: g
for a in b: c
else: d
for a, *b in c, d: break
for x in *a, b: continue
while a: b
else: c
try: a
except: b
try: a
except A: b
except (B, C) as d: e
else: f
finally: g
try: a
finally: b
try: a
except* A as e: b
with a: b
with a as b, c as (d, e): f
with (a as b, c as d,): e
with (a, b): c
with (a): b
with (a, b) as c: d
with (yield): e
with (a).b as c: d
