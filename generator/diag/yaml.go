package diag

var yamlCodes = []Entry{}
