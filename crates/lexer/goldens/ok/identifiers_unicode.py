größe = ñ = 变量 = 1
ﬁne = _x1 = __dunder__ = "ok"
