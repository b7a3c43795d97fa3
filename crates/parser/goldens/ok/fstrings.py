f""
f"a"
f"{a}"
f"a{b}c{d!r}e{f:>10}g{h!s:{i}.{j}}k"
f"{a=}" f"{b = !r}" "c" f"{{d}}"
f"{'nested'}" f'{f"{a}"}'
f"{a:{'>'}{b}}"
f"""{
a
+ b}"""
f"{lambda_}" f"{(lambda: 1)}" f"{a if b else c}" f"{ {1: 2}[1] }" f"{a!a}"
f"{a, b}" f"{*a, b}" f"{yield_}" f"{x:%Y-%m-%d}" rf"\d{a}" f"\N{SNOWMAN}{a}"
f"{a['b']}" f"é{ü}ß" f"{a}" "b" f"{c}"
