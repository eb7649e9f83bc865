-- The shapes of what an imported catalogue holds, told before anything is read as what it should be.

create or replace function is_day(text text) returns boolean language sql immutable as $$
    select case when text ~ '^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
        then substr(text, 9, 2)::integer <= extract(day from
            make_date(substr(text, 1, 4)::integer, substr(text, 6, 2)::integer, 1) + interval '1 month - 1 day')
        else false end
$$;
comment on function is_day is 'Whether a text is a day that there is, as in 2026-01-31';

create or replace function fits(form text, value jsonb) returns boolean language sql immutable as $$
    select case form
        when 'text' then jsonb_typeof(value) = 'string'
        when 'name' then jsonb_typeof(value) = 'string'
            -- Something of it must be seen: no blanks alone, and no signs without a shape.
            and (value #>> '{}') ~ '[^[:space:][:cntrl:]\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]'
        when 'code' then jsonb_typeof(value) = 'string'
        when 'count' then jsonb_typeof(value) in ('number', 'string') and (value #>> '{}') ~ '^[0-9]{1,9}$'
        when 'number' then jsonb_typeof(value) in ('number', 'string') and (value #>> '{}') ~ '^[0-9]{1,18}$'
        when 'figure' then jsonb_typeof(value) in ('number', 'string')
            and case when (value #>> '{}') ~ '^[0-9]{1,19}$' then (value #>> '{}')::numeric <= 9223372036854775807 else false end
        when 'decimal' then jsonb_typeof(value) in ('number', 'string')
            and (value #>> '{}') ~ '^[0-9]{1,30}([.][0-9]{1,30})?$'
        when 'flag' then jsonb_typeof(value) = 'boolean'
        when 'day' then jsonb_typeof(value) = 'string' and is_day(value #>> '{}')
        when 'moment' then jsonb_typeof(value) = 'string' and is_day(left(value #>> '{}', 10))
            and substr(value #>> '{}', 11) ~ '^[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)$'
        when 'uuid' then jsonb_typeof(value) = 'string'
            and (value #>> '{}') ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        when 'object' then jsonb_typeof(value) = 'object'
        when 'texts' then jsonb_typeof(value) = 'array' and not jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
        when 'objects' then jsonb_typeof(value) = 'array' and not jsonb_path_exists(value, '$[*] ? (@.type() != "object")')
        when 'path' then jsonb_typeof(value) = 'string' and length(value #>> '{}') <= 128
            and (value #>> '{}') ~ '^[a-z0-9]+(_[a-z0-9]+)*([.][a-z0-9]+(_[a-z0-9]+)*)*$'
        when 'term' then jsonb_typeof(value) = 'string'
            and (value #>> '{}') ~ '^[a-z0-9]+(_[a-z0-9]+)*:[a-z0-9]+(_[a-z0-9]+)*$'
        when 'status' then (value #>> '{}') in ('proposed', 'licensed', 'in_adaptation', 'in_review', 'approved',
            'in_promotion', 'paused', 'ended', 'cancelled', 'withdrawn')
        when 'method' then (value #>> '{}') in ('remake', 'recut', 'regional_edit', 'dub', 'subtitle', 'transcreation',
            'ai_conversion', 'unknown')
        when 'certainty' then (value #>> '{}') in ('asserted', 'inferred', 'disputed')
        when 'alias kind' then (value #>> '{}') in ('alternative', 'working', 'former', 'season', 'transliteration')
        when 'state' then (value #>> '{}') in ('value', 'keep', 'absent', 'unknown', 'inherit')
        when 'comparator' then (value #>> '{}') in ('=', '>', '>=', '<', '<=', '~', 'range')
        when 'reasons' then jsonb_typeof(value) = 'array' and value <@ '["local_taste", "cultural_norm", "belief", "history",
            "ethnic_sensitivity", "geopolitics", "law_censorship", "rating", "language_wordplay", "reference_unknown",
            "brand_rights", "talent", "budget", "platform_format", "test_result", "error_fix", "unknown"]'::jsonb
        end
$$;
comment on function fits is 'Whether a value of JSON has a form: a text, a name of which something can be seen, a count, a day, one of a closed list';

create or replace function form_in_words(form text) returns text language sql immutable as $$
    select case form
        when 'text' then 'a text' when 'code' then 'a text' when 'name' then 'a text of which something can be seen'
        when 'count' then 'a whole number' when 'number' then 'a whole number' when 'figure' then 'a whole number'
        when 'decimal' then 'a number' when 'flag' then 'true or false' when 'day' then 'a day as in 2026-01-31'
        when 'moment' then 'a moment as in 2026-01-31T12:00:00Z' when 'uuid' then 'the identity of a catalogue (a UUID)'
        when 'object' then 'an object' when 'texts' then 'a list of texts' when 'objects' then 'a list of objects'
        when 'path' then 'a path as in male_lead.sport' when 'term' then 'written as vocabulary:code'
        else 'one of the list' end
$$;
comment on function form_in_words is 'What a form asks for, as people read it';
