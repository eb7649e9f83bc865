-- What can be wrong with the schema of a catalogue, besides its tables: as the other queries of the doctor.

-- name: trigrams
with found as (
    select e.oid is not null as is_there, n.nspname as schema,
        exists (select from pg_available_extensions a where a.name = 'pg_trgm') as is_to_be_had
    from (values ('pg_trgm')) w(name)
    left join pg_extension e on e.extname = w.name left join pg_namespace n on n.oid = e.extnamespace)
select false as fault, 'extension pg_trgm '
        || case when f.is_there then format('is in schema %s, where adapt does not look', f.schema) else 'is missing' end
        || ': search forgives no typo' as what,
    case when f.is_there then array['alter extension pg_trgm set schema adapt']
        when f.is_to_be_had then array['create extension pg_trgm schema adapt'] else '{}'::text[] end as statements,
    case when f.is_there or f.is_to_be_had then '{}; adapt db migrate --again'
        else 'install it on the server (postgresql-contrib); then adapt db migrate --again' end as fix
from found f
where not f.is_there or f.schema <> 'adapt'

-- name: unlogged
select true as fault, format('table %s is unlogged: a crash empties it', c.relname) as what,
    array[format('alter table adapt.%I set logged', c.relname)] as statements
from pg_class c
where c.relnamespace = 'adapt'::regnamespace and c.relkind = 'r' and c.relpersistence = 'u' order by 2

-- name: constraints
select true as fault, format('constraint %s of %s was never checked', c.conname, r.relname) as what,
    array[format('alter table adapt.%I validate constraint %I', r.relname, c.conname)] as statements, null as fix
from pg_constraint c join pg_class r on r.oid = c.conrelid
where c.connamespace = 'adapt'::regnamespace and not c.convalidated
    -- What was recorded in others before there was a list of currencies stays, and keeps this one from being validated.
    and not (c.conname = 'measure_currency_known' and exists (select from adapt.measure m
        where m.currency is not null and m.currency not in (select currency from adapt.currency)))
union all
select false, format('figures are in %s, no currency of ISO 4217: they stay, and no more come in',
        string_agg(o.currency, ', ' order by o.currency collate "C")),
    '{}'::text[], 'take back their imports and import them again by the right code, or leave them'
from (select distinct m.currency from adapt.measure m
      where m.currency is not null and m.currency not in (select currency from adapt.currency)
          and exists (select from adapt.figure_run r join adapt.batch b using (batch_id) where r.measure_id = m.measure_id
              and not exists (select from adapt.undone u
                  where u.operation_id = b.operation_id and u.until = 9223372036854775807))) o
having count(*) > 0
order by 2

-- name: indexes
-- $1: indexes that the scripts make. What was left of making another one is not needed. No backup holds one that is not valid:
-- of somebody else's nothing is lacking then.
select true as fault, format('index %s is not valid: it is not used', c.relname) as what,
    array[format('%s index adapt.%I', case when c.relname = any($1::text[]) then 'reindex' else 'drop' end, c.relname)]
        as statements, c.relname = any($1::text[]) as is_change
from pg_index i join pg_class c on c.oid = i.indexrelid
where c.relnamespace = 'adapt'::regnamespace and not i.indisvalid order by 2

-- name: triggers
-- $1 and $2: triggers that the scripts make, and the table of each. What somebody else made may be off as he likes.
with off as (
    select t.tgname, t.tgisinternal, c.relname, t.tgenabled in ('D', 'R') as is_off
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'adapt'::regnamespace and t.tgenabled <> 'O')
select o.is_off as fault, format('trigger %s of table %s %s', o.tgname, o.relname,
        case when o.is_off then 'is switched off' else 'fires for what is replicated too' end) as what, '{}'::text[] as statements,
    'adapt db migrate --again' || case when o.is_off then '' else '; or leave it, and restore with --trusted' end as fix,
    true as is_change
from off o
where not o.tgisinternal and (o.tgname in (o.relname || '_append_only', o.relname || '_of_its_operation')
    or exists (select from unnest($1::text[], $2::text[]) m(name, table_name) where (m.name, m.table_name) = (o.tgname, o.relname)))
union all
-- Those of foreign keys are PostgreSQL's own: no script makes them, and they come back as it makes them.
select true, format('foreign keys of table %s are switched off: what points at nothing comes in', o.relname),
    array[format('alter table adapt.%I enable trigger all', o.relname)], 'as a superuser: {}', false
from off o where o.tgisinternal and o.is_off group by o.relname
order by 2

-- name: limits
-- Whom a limit holds is no part of what is made.
select true as fault, format('policy %s of table %s %s: no limit to markets holds there', p.policy_name, p.table_name,
        case when p.is_there then 'is not as adapt makes it' else 'is missing' end) as what,
    '{}'::text[] as statements, 'adapt db migrate --again' as fix, true as is_change
from adapt.limited_policy p
where not p.is_so
union all
select true, format('limits to markets are not in force in table %s', p.tablename),
    array[format('alter table adapt.%I enable row level security', p.tablename)], null, false
from pg_policies p
join pg_class c on c.relname = p.tablename and c.relnamespace = 'adapt'::regnamespace
where p.schemaname = 'adapt' and p.policyname = 'own_markets' and not c.relrowsecurity
    and exists (select from adapt.editor_market)
union all
select true, format('limit of %1$s to %2$s holds nobody: the role %3$s', m.role_name,
        string_agg(m.market_code, ', ' order by m.market_code), adapt.why_unlimited(m.role_name)), '{}',
    format('adapt db limit %3$s --everywhere; for the role that edits in its place: adapt db limit ROLE --market %2$s', m.role_name,
        string_agg(m.market_code, ' --market ' order by m.market_code),
        case when m.role_name ~ '^[A-Za-z0-9_.-]+$' then m.role_name else '''' || replace(m.role_name, '''', '''\''''') || '''' end),
    false
from adapt.editor_market m
where adapt.why_unlimited(m.role_name) is not null
group by m.role_name
order by 2

-- name: clock
select true as fault, format('last operation is of the future, %s: the server''s clock was ahead, or is behind now',
        to_char(max(o.at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')) as what,
    'set the clock of the server; until then moments of new operations follow that one' as fix
from adapt.operation o having max(o.at) > clock_timestamp() + interval '5 minutes'
