-- What holds as of an operation (the "cut"); the largest bigint means now.

create or replace function series_as_of(cut bigint)
    returns table (series_id integer, series text, title text, language text, origin text, note text)
    language sql stable as $$
    select s.series_id, s.code, x.title, x.language, x.origin, x.note
    from series s
    join lateral (select * from series_state_live(cut) x where x.series_id = s.series_id
                  order by x.operation_id desc limit 1) x on true
$$;
comment on function series_as_of is 'Every series with what was said of it up to an operation';

create or replace function series_change(cut bigint, only_series integer default null)
    returns table (series_id integer, operation_id bigint) language sql stable as $$
    with said as (
        select x.series_id, x.operation_id from series_state x where only_series is null or x.series_id = only_series
        union
        select a.series_id, a.operation_id from edition_assertion a where only_series is null or a.series_id = only_series)
    select s.series_id, s.operation_id from said s where s.operation_id <= cut
    union
    -- What took one back, and what brought it again.
    select s.series_id, t.turn
    from said s
    join undone u on u.operation_id = s.operation_id
    cross join lateral (values (u.since), (case when u.until < 9223372036854775807 then u.until + 1 end)) t(turn)
    where t.turn <= cut
$$;
comment on function series_change is 'The operations that changed what is said of series (of one, if named) up to an operation: as many as a series has revisions';

create or replace function edition_as_of(cut bigint, only_series integer default null)
    returns table (series_id integer, edition_id integer, series text, edition text, title text, language text,
        market_code text, origin text, platform text, status text, note text, citation_id bigint,
        revision integer, derived boolean, parent_id integer, method text, certainty text)
    language sql stable as $$
    select e.series_id, e.edition_id, s.code, e.code, x.title, x.language,
        x.market_code, x.origin, x.platform, x.status, x.note, x.citation_id,
        r.revision, l.method is not null, l.parent_id, l.method, l.certainty
    from edition e
    join series s on s.series_id = e.series_id
    join lateral (select * from edition_state_live(cut) x
                  where x.series_id = e.series_id and x.edition_id = e.edition_id
                  order by x.revision desc limit 1) x on true
    join lateral (select r.revision from revision r
                  where r.series_id = e.series_id and r.edition_id = e.edition_id and r.operation_id <= cut
                  order by r.revision desc limit 1) r on true
    left join lateral (select * from lineage_live(cut) l
                  where l.series_id = e.series_id and l.edition_id = e.edition_id
                  order by l.revision desc limit 1) l on true
    where only_series is null or e.series_id = only_series
$$;
comment on function edition_as_of is 'Every edition (of one series, if named) with its state, revision and primary parent up to an operation';

create or replace function assertion_as_of(cut bigint, only_series text default null)
    returns table (series_id integer, series text, editions integer, wording text, first_day date, last_day date,
        registered bigint, source_known boolean)
    language sql stable as $$
    -- registered: all editions but the source, which is one without a parent from which another comes; where there is
    -- none, the source may be any of them, or none.
    select x.series_id, x.series, x.editions, x.wording, x.first_day, x.last_day,
        r.editions - (r.has_source)::integer, r.has_source or r.editions = 0
    from (select distinct on (a.series_id) a.series_id, s.code as series, a.editions, a.wording, a.first_day, a.last_day
          from edition_assertion_live(cut) a
          join series s on s.series_id = a.series_id
          where only_series is null or s.code = only_series
          order by a.series_id, a.operation_id desc) x
    cross join lateral (
        with e as materialized (
            select y.edition_id, y.parent_id from edition_as_of(cut) y where y.series_id = x.series_id)
        select count(*) as editions, coalesce(bool_or(e.parent_id is null and e.edition_id in (
            select c.parent_id from e c where c.parent_id is not null
            union all
            select l.source_edition_id from lineage_source_live(cut) l
            where l.series_id = x.series_id and l.source_series_id = x.series_id)), false) as has_source
        from e) r
    where x.editions > 0
$$;
comment on function assertion_as_of is 'How many localized editions each series (one, if named) is said to have up to an operation, beside how many are registered';

create or replace function decision_ever(codes text[], editions integer[], cut bigint) returns setof decision
    language sql stable as $$
    -- offset 0 has each series looked up by its code and its key: whoever goes through all of them, a hundred at a time,
    -- would else read the table of series once for each hundred.
    select d.*
    from (select distinct c from unnest(codes) c) a(code)
    cross join lateral (
        select d.*
        from series s
        cross join lateral (select * from decision d where d.operation_id <= cut and d.series_id = s.series_id
                            and (editions is null or d.edition_id = any(editions)) offset 0) d
        where s.code = a.code offset 0) d
$$;
comment on function decision_ever is 'What was decided in series by their codes, by some editions or (null) by all, up to an operation, taken back since or not';

create or replace function creative_as_of(cut bigint)
    returns table (series_id integer, creative_id integer, edition_id integer, code text, description text,
        duration_seconds integer, first_seen date, last_seen date, beats text[], citation_id bigint,
        operation_id bigint) language sql stable as $$
    select c.series_id, c.creative_id, c.edition_id, c.code,
        case when x.operation_id is null then c.description else x.description end,
        case when x.operation_id is null then c.duration_seconds else x.duration_seconds end,
        case when x.operation_id is null then c.first_seen else x.first_seen end,
        case when x.operation_id is null then c.last_seen else x.last_seen end,
        coalesce(x.beats, array(select b.beat from creative_beat b
            where b.series_id = c.series_id and b.creative_id = c.creative_id order by b.position)),
        case when x.operation_id is null then c.citation_id else x.citation_id end, c.operation_id
    from creative_live(cut) c
    left join lateral (select * from creative_state_live(cut) x
        where x.series_id = c.series_id and x.creative_id = c.creative_id
        order by x.operation_id desc limit 1) x on true
$$;
comment on function creative_as_of is 'Every creative with what was said of it up to an operation';

create or replace function fold(words text) returns text language sql immutable parallel safe as $$
    -- Of ASCII nothing else can come; where I is lowered to a letter without a dot it is one with it all the same.
    -- Letters with a stroke, and those that stand for two, have no parts in Unicode.
    select case when octet_length(words) = length(words) then translate(lower(words), 'ı', 'i')
        else replace(replace(replace(replace(translate(lower(regexp_replace(normalize(words, nfkd),
        '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670'
        '\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]', '', 'g')), 'ςłøđħıŧðƀɨʉ', 'σlodhitdbiu'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') end
$$;
comment on function fold is 'Text without case, accents (of Hebrew and Arabic too), strokes and width, for finding and for telling likely duplicates';

create or replace function title_key(words text) returns text language sql immutable parallel safe as $$
    -- A title of nothing but signs is told by them. It calls no function of ours: an index is built anew where none is
    -- in the search path.
    select coalesce(nullif(replace(replace(replace(replace(translate(lower(regexp_replace(normalize(words, nfkd),
        '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670'
        '\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\s!-/:-@\[-`{-~\u00a0-\u00bf\u00d7\u00f7\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f'
        '\u066a-\u066d\u06d4\u0964\u0965\u1680\u2000-\u206f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe30-\ufe6f]+',
        '', 'g')), 'ςłøđħıŧðƀɨʉ', 'σlodhitdbiu'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), ''), lower(normalize(words, nfkd)))
$$;
comment on function title_key is 'A title without case, accents, strokes, width, blanks and punctuation, for telling likely duplicates';

-- An index on a function whose meaning changed has a new name, so that it is built anew.
drop index if exists edition_state_by_key, series_state_by_name, edition_state_by_name, edition_alias_by_name,
    edition_state_by_title_key, series_state_by_folded_title, edition_state_by_folded_title, edition_alias_by_folded_title;
create index if not exists edition_state_by_plain_key on edition_state using hash (title_key(title));
create index if not exists edition_alias_by_plain_key on edition_alias using hash (title_key(title));
create index if not exists series_state_by_plain_key on series_state using hash (title_key(title));

-- Editions and series by what they are called, however long that is.
create index if not exists series_state_by_plain_title on series_state using hash (fold(title));
create index if not exists edition_state_by_plain_title on edition_state using hash (fold(title));
create index if not exists edition_alias_by_plain_title on edition_alias using hash (fold(title));

drop function if exists chain_of(integer, integer, bigint);

create or replace function ancestors_ever(series_id integer, edition_id integer, cut bigint)
    returns table (edition_id integer) language sql stable as $$
    with recursive line(edition_id) as (
        select $2
        union
        select l.parent_id
        from line a
        join lineage_live($3) l on l.series_id = $1 and l.edition_id = a.edition_id
        where l.parent_id is not null)
    select edition_id from line
$$;
comment on function ancestors_ever is 'An edition and every edition that it has derived from up to an operation, also by parents given up since';

-- Terms by what they are called.
create index if not exists term_label_by_plain_label on term_label using hash (fold(label));

-- What is asked of all decisions by element, though the key begins with the series.
create index if not exists decision_by_element on decision (element_id);
-- And by the term that they name; most name none.
create index if not exists decision_by_term on decision (term_id) where term_id is not null;
-- What nobody could tell is counted on the first screen; it is a small part of all decisions.
drop index if exists decision_unknown;
create index if not exists decision_told_unknown on decision (series_id, edition_id, element_id, revision)
    include (operation_id) where state = 'unknown';
-- So is what was withdrawn.
create index if not exists decision_withdrawn on decision (element_id) where state = 'inherit';
