class E(Exception):
    def __str__(self): raise ValueError("no words")
raise E(1)
