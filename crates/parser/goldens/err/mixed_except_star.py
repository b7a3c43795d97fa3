try: a
except A: b
except* C: d
