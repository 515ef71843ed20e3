/* An e-mail address. */
create or replace macro email_pattern() as
  '[A-Za-z0-9._%+-]+ ?(?:@|\(at\)|\[at\]) ?[A-Za-z0-9.-]+\.[A-Za-z]{2,}';
