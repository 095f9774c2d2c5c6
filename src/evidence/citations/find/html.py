ROOTS=()
def read(data,draft): pass
