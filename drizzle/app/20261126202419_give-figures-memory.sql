-- All facilities of a year are sorted several times over: with the usual 4 MB that went by way of the disk.
ALTER FUNCTION app.teleconsult_figures(date, date, text, boolean) SET work_mem = '64MB';
