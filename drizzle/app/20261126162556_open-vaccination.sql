INSERT INTO app.family_parts (part, scope, writes) VALUES ('vaccination', 'record', 'nobody');
