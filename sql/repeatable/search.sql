-- Finding: indexes of trigrams on what people look for by name, where PostgreSQL's extension pg_trgm is to be had, and
-- of what editions say as a whole, of which trigrams do not tell how much more it says.

do $$
begin
    create extension if not exists pg_trgm schema adapt;
exception when others then
    -- Without it, or without the right to it, search finds parts of words, and forgives no typo.
    raise notice 'pg_trgm: %', sqlerrm;
end $$;

-- Titles, what editions decide, and notes, which few have.
do $$
begin
    if to_regprocedure('word_similarity(text, text)') is not null then
        create or replace function alike(words text, found text) returns boolean language sql stable
            as 'select words <% found';
        create or replace function likeness(words text, found text) returns real language sql stable
            as 'select word_similarity(words, found)';
        drop index if exists series_state_by_words, edition_state_by_words, edition_alias_by_words, decision_by_words,
            series_state_by_folded_words, edition_state_by_folded_words, edition_alias_by_folded_words,
            decision_by_folded_words;
        create index if not exists series_state_by_plain_words on series_state using gin (fold(title) gin_trgm_ops);
        create index if not exists edition_state_by_plain_words on edition_state using gin (fold(title) gin_trgm_ops);
        create index if not exists edition_alias_by_plain_words on edition_alias using gin (fold(title) gin_trgm_ops);
        create index if not exists series_state_by_plain_note on series_state using gin (fold(note) gin_trgm_ops) where note is not null;
        create index if not exists edition_state_by_plain_note on edition_state using gin (fold(note) gin_trgm_ops) where note is not null;
        create index if not exists decision_by_plain_words on decision using gin (fold(value) gin_trgm_ops, fold(note) gin_trgm_ops);
    else
        create or replace function alike(words text, found text) returns boolean language sql stable
            as 'select false';
        create or replace function likeness(words text, found text) returns real language sql stable
            as 'select 0.8::real';
    end if;
end $$;
comment on function alike is 'Whether some words stand in a text, also with a typo; both folded';
comment on function likeness is 'How well some words stand in a text, 0 to 1; both folded';

-- Of Thai, Lao, Burmese, Khmer, Japanese and Chinese no blank tells where a word ends, so that nothing is told of words
-- that begin or end in them; nor of words so long that a pattern of them might be refused.
create or replace function set_apart(words text) returns text language sql immutable as $$
    select case when words ~ '^[[:alnum:]]' then '(^|[^[:alnum:]])' else '' end
        || regexp_replace(words, '([][\\^$.|?*+(){}])', '\\\1', 'g')
        || case when words ~ '[[:alnum:]]$' then '([^[:alnum:]]|$)' else '' end
    from (values ('[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u312f\u31a0-\u31ff\u3400-\u9fff'
        '\uf900-\ufaff\U00020000-\U0003ffff]')) u(unspaced)
    where length(words) <= 200 and words ~ '^[[:alnum:]]|[[:alnum:]]$'
        and words !~ ('^' || u.unspaced) and words !~ (u.unspaced || '$')
$$;
comment on function set_apart is 'A pattern of texts in which some words stand as such, not as part of a longer one; both folded. Null: nothing tells';

drop function if exists nearness(boolean, text, text, text);
drop function if exists score(text, text, text);
create or replace function score(words text, part text, apart text, found text) returns numeric language sql stable as $$
    select round(case when found = words then 1 when found like part and found ~ apart then 0.95
        when found like part then 0.9 else likeness(words, found) * 0.9 end::numeric, 2)
$$;
comment on function score is 'How near a text that was found is to some words, 0 to 1: what it is to them, whether they are part of it and set apart in it, by patterns, or alike; all folded';

create or replace function nearness(misspelt boolean, words text, part text, apart text, found text) returns numeric
    language sql stable as $$
    select case when misspelt then 0.5 else score(words, part, apart, found) end
$$;
comment on function nearness is 'The same of what editions say, where what holds the words with a mistake is all alike';

-- Of a short word with a mistake hardly three letters in a row are right, so that it is like nothing.
create or replace function misspellings(words text) returns text[] language sql immutable as $$
    select array_agg('%' || overlay(w.words placing m.part from n for m.length) || '%')
    from (select translate($1, '%_\', '___') as words) w
    cross join generate_series(1, length(w.words)) n
    cross join lateral (values ('_', 1), ('', 1), ('_' || substr(w.words, n, 1), 1), (reverse(substr(w.words, n, 2)), 2))
        m(part, length)
    where length(w.words) between 5 and 60
$$;
comment on function misspellings is 'Patterns of what some words, folded, are with a mistake: a letter too many, too few or wrong, or two in the other order';

-- By numbers made of them: a value may be longer than an index takes, and most are said often.
create index if not exists decision_by_plain_value on decision (hashtext(fold(value))) where value is not null;
create index if not exists decision_by_plain_note on decision (hashtext(fold(note))) where note is not null;
