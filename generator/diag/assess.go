package diag

var assessCodes = []Entry{}
