-- What can be wrong with the tables of a catalogue: as the other queries of the doctor.

-- name: tables
-- What is gone, with what it held: no command makes that again. $1: tables that the scripts make; $2 and $3: columns, and
-- the table of each.
select true as fault, format('table %s is missing, and what it held', m.name) as what
from unnest($1::text[]) m(name) where to_regclass('adapt.' || m.name) is null
union all
select true, format('column %s of table %s is missing, and what it held', m.name, m.table_name)
from unnest($2::text[], $3::text[]) m(name, table_name)
where to_regclass('adapt.' || m.table_name) is not null
    and not exists (select from pg_attribute a where a.attrelid = to_regclass('adapt.' || m.table_name)
        and a.attname = m.name and not a.attisdropped)
order by 2

-- name: columns
-- Columns as the scripts leave them: $1 tables, $2 columns, $3 types, $4 whether something must stand in them, $5 what
-- stands there where nothing is said, empty for nothing, $6 `a` where rows are numbered, `s` where it is made of others.
with wanted as (
    select m.*, format_type(to_regtype(m.type)::oid, null) as type_name, format('alter table adapt.%I alter column %I ',
            m.table_name, m.name) as change, to_regclass('adapt.' || m.table_name) as relation
    from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[])
        m(table_name, name, type, is_not_null, standard, kind)),
compared as (
    select w.*, a.attnum, a.attnotnull, a.attidentity::text || a.attgenerated::text as kind_there,
        format_type(a.atttypid, a.atttypmod) as type_there,
        a.attcollation <> (select t.typcollation from pg_type t where t.oid = a.atttypid) as is_ordered_otherwise,
        case when a.attgenerated = '' then coalesce(pg_get_expr(d.adbin, d.adrelid), '') end as standard_there
    from wanted w
    join pg_attribute a on a.attrelid = w.relation and a.attname = w.name and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum),
-- Views that read a column keep it from being changed; the scripts make them again.
viewed as (
    select c.table_name, c.name, string_agg(distinct format('drop view if exists adapt.%I cascade; ', v.relname), '') as drops
    from compared c
    join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = c.relation and d.refobjsubid = c.attnum
        and d.classid = 'pg_rewrite'::regclass
    join pg_rewrite r on r.oid = d.objid
    join pg_class v on v.oid = r.ev_class and v.relnamespace = 'adapt'::regnamespace and v.relkind = 'v'
    group by c.table_name, c.name),
found(table_name, name, what, change, fix) as (
    select c.table_name, c.name, format('is %s%s, not %s', c.type_there,
            case when c.is_ordered_otherwise then ' of another order' else '' end, c.type_name),
        format('%s%stype %s using %I::%s', v.drops, c.change, c.type, c.name, c.type),
        case when v.drops is not null then '{}; adapt db migrate --again' end
    from compared c left join viewed v on v.table_name = c.table_name and v.name = c.name
    where c.type_there <> c.type_name or c.is_ordered_otherwise
    union all
    select c.table_name, c.name, case when c.is_not_null then 'may be empty' else 'may not be empty any more' end,
        c.change || case when c.is_not_null then 'set not null' else 'drop not null' end, null
    from compared c where c.is_not_null <> c.attnotnull and c.kind <> 's'
    union all
    -- Not what it is: that may be of what is recorded.
    select c.table_name, c.name, case when c.standard = '' then 'has a default, and is to have none'
            when c.standard_there = '' then format('has no default, and is to have %s', c.standard)
            else format('has another default than %s', c.standard) end,
        c.change || case when c.standard = '' then 'drop default' else 'set default ' || c.standard end, null
    from compared c
    where lower(regexp_replace(c.standard, '^''(.*)''$', '\1'))
        <> lower(regexp_replace(c.standard_there, '^''(.*)''::[a-z \[\]]+$', '\1'))
    union all
    -- What is made of others cannot be made so again: nothing is said of how.
    select c.table_name, c.name, case when c.kind = '' then 'is given a value of its own'
            when c.kind_there = 'd' then 'takes another value than the next' else 'is given no value of its own any more' end,
        case when c.kind = 's' then null
            when c.kind_there = 's' then c.change || 'drop expression'
            when c.kind = '' then c.change || 'drop identity'
            when c.kind_there = 'd' then c.change || 'set generated always'
            else format('%sadd generated always as identity; select setval(pg_get_serial_sequence(''adapt.%s'', %L), max(%I)) from adapt.%I',
                c.change, c.table_name, c.name, c.name, c.table_name) end, null
    from compared c where c.kind <> c.kind_there)
select true as fault, format('column %s of table %s %s', f.name, f.table_name, f.what) as what,
    case when f.change is null then '{}'::text[] else array[f.change] end as statements, f.fix
from found f order by 2

-- name: owners
-- What belongs to somebody else than most tables do: a migration could not change it. $1: functions that the scripts make.
with relation as (
    select k.kind, c.relname::text as name, quote_ident(c.relname) as quoted, c.relowner as owner
    from pg_class c
    join (values ('r', 'table'), ('v', 'view')) k(relkind, kind) on k.relkind::"char" = c.relkind
    where c.relnamespace = 'adapt'::regnamespace and (c.relname = any($2::text[]) or c.relname = any($3::text[]))
    union all
    select 'function', p.proname::text, format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), p.proowner
    from pg_proc p where p.pronamespace = 'adapt'::regnamespace and p.proname = any($1::text[])),
ours as (select mode() within group (order by r.owner) as owner from relation r where r.kind = 'table')
select true as fault, format('%s %s is owned by %s, most tables by %s', r.kind, r.name, r.owner::regrole, o.owner::regrole) as what,
    array[format('alter %s adapt.%s owner to %s', r.kind, r.quoted, o.owner::regrole)] as statements
from relation r cross join ours o
where r.owner <> o.owner
order by 2
