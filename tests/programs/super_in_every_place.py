class A:
    def who(self): return "A"
    @classmethod
    def cls_who(cls): return "A", cls.__name__
    @property
    def prop(self): return "prop of A"
class B(A):
    def who(self): return "B" + super().who()
    @classmethod
    def cls_who(cls): return ("B",) + super().cls_who()
    @property
    def prop(self): return "B over " + super().prop
    def nested(self):
        def inner(): return super(B, self).who()
        return inner(), [super(B, self).who() for _ in range(1)]
    def implicit(self):
        return (lambda: super().who())()
    def no_self(): return super()
class C(B): pass
print(C().who(), C.cls_who(), C().prop, C().nested())
for attempt in (lambda: C().implicit(), lambda: C.no_self(), lambda: super(), lambda: super(B, 5), lambda: super(5, 5), lambda: super(C, C()).missing):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
print(super(B, C()), super(B, C).cls_who(), super(B).__self__, super(B).__thisclass__.__name__)
bound = super(B).__get__(C(), C)
print(bound.who(), bound.__self_class__.__name__)
