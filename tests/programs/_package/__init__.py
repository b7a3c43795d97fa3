print("package init")
exported = "exported"
from . import helper
