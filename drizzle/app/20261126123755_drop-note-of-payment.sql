-- A payment's page is named under its note: nobody asks any more which note it is for.
DROP FUNCTION app.note_of_payment(text, text);
