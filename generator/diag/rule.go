package diag

var ruleCodes = []Entry{}
