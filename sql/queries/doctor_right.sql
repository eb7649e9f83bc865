-- What can be wrong with who may do what: as the other queries of the doctor.

-- name: roles
select false as fault, format('role %s does not exist', r.role_name) as what, '{}'::text[] as statements,
    'as an administrator: adapt db roles --sql | adapt db psql' as fix
from (select distinct role_name from adapt.table_right) r
where not exists (select from pg_roles p where p.rolname = r.role_name)
union all
-- What is more than any right that is given or taken.
select true, format('role %s %s', p.rolname, x.what), array[format('alter role %I %s', p.rolname, x.change)],
    'as an administrator: {}'
from pg_roles p
cross join lateral (values
    (p.rolsuper, 'is a superuser: nothing is refused to it', 'nosuperuser'),
    (p.rolbypassrls, 'passes by row-level security: no limit to markets holds it', 'nobypassrls')) x(is_so, what, change)
where x.is_so and p.rolname in (select role_name from adapt.table_right)
union all
select true, format('role %s is in role %s, and may %s table %s by that', p.rolname, g.rolname, min(v.verb), min(t.relname)),
    array[format('revoke %I from %I', g.rolname, p.rolname)], 'as an administrator: {}'
from pg_auth_members m
join pg_roles p on p.oid = m.member
join pg_roles g on g.oid = m.roleid
join adapt.table_right r on r.role_name = p.rolname
join pg_class t on t.relname = r.table_name and t.relnamespace = 'adapt'::regnamespace and t.relowner <> p.oid
join (values ('insert'), ('update'), ('delete'), ('truncate')) v(verb)
    on has_table_privilege(g.oid, t.oid, v.verb) and v.verb <> all(string_to_array(r.verbs, ', '))
where not p.rolsuper
group by p.rolname, g.rolname
order by 2

-- name: rights
-- $1 and $2: functions and views that the scripts make.
with relation as (
    select c.oid, c.relname, c.relkind, c.relowner, c.relacl, case c.relkind when 'v' then 'view' else 'table' end as kind
    from pg_class c
    where c.relnamespace = 'adapt'::regnamespace and (c.relkind = 'v' and c.relname = any($2::text[])
        or c.relkind = 'r' and c.relname in (select table_name from adapt.table_right))),
given as (
    select c.oid, c.relname, c.kind, c.relowner, a.grantee, lower(a.privilege_type) as verb, '' as part, '' as list
    from relation c cross join lateral aclexplode(c.relacl) a
    union all
    select c.oid, c.relname, c.kind, c.relowner, a.grantee, lower(a.privilege_type), format('column %s of ', b.attname),
        format(' (%I)', b.attname)
    from relation c join pg_attribute b on b.attrelid = c.oid cross join lateral aclexplode(b.attacl) a),
-- Views are read by all of them.
stated as (
    select p.oid as role, p.rolname, c.oid, c.relname, c.kind, c.relowner, coalesce(r.verbs, 'select') as verbs
    from (select distinct role_name from adapt.table_right) n
    join pg_roles p on p.rolname = n.role_name
    cross join relation c
    left join adapt.table_right r on r.role_name = n.role_name and r.table_name = c.relname
    where (r.verbs is not null or c.relkind = 'v') and c.relowner <> p.oid)
select true as fault, format('role %s may %s %s%s %s', s.rolname, g.verb, g.part, s.kind, s.relname) as what,
    '{}'::text[] as statements, 'adapt db migrate --again' as fix
from stated s join given g on g.oid = s.oid and g.grantee = s.role and g.verb <> all(string_to_array(s.verbs, ', '))
union all
select true, format('role %s may not %s %s %s', s.rolname, v.verb, s.kind, s.relname), '{}', 'adapt db migrate --again'
from stated s cross join unnest(string_to_array(s.verbs, ', ')) v(verb)
where not has_table_privilege(s.role, s.oid, v.verb)
union all
select true, format('role %s may not use schema adapt', p.rolname), '{}', 'adapt db migrate --again'
from (select distinct s.role, s.rolname from stated s) p
where not has_schema_privilege(p.role, 'adapt', 'usage')
union all
select true, format('%s may not run function %s', string_agg(p.rolname, ', ' order by p.rolname), f.proname),
    array[format('grant execute on function adapt.%I(%s) to public', f.proname, pg_get_function_identity_arguments(f.oid))], null
from (select distinct s.role, s.rolname from stated s) p
join pg_proc f on f.pronamespace = 'adapt'::regnamespace and f.proname = any($1::text[])
where not has_function_privilege(p.role, f.oid, 'execute')
group by f.oid, f.proname
union all
-- What those who edit may not either, given to somebody by himself: facts are added to, and only as adapt does it.
select true, format('role %s may %s %s%s %s', p.rolname, g.verb, g.part, g.kind, g.relname),
    array[format('revoke %s%s on adapt.%I from %I', g.verb, g.list, g.relname, p.rolname)], null
from given g join pg_roles p on p.oid = g.grantee
where g.grantee <> g.relowner and p.rolname not in (select role_name from adapt.table_right)
    and g.verb not in ('select', 'references')
    and not exists (select from adapt.table_right r
        where r.table_name = g.relname and r.role_name = 'adapt_edit' and g.verb = any(string_to_array(r.verbs, ', ')))
union all
select true, format('everybody may %s %s%s', g.verb, g.part, g.relname), '{}', 'adapt db migrate --again'
from given g where g.grantee = 0
order by 2

-- name: schema
-- $1: functions that the scripts make. Those of others are told as added, and made anew by nobody.
select true as fault, format('schema adapt is owned by %s, its tables by %s', n.nspowner::regrole, c.relowner::regrole) as what,
    array[format('alter schema adapt owner to %s', c.relowner::regrole)] as statements, null as fix
from pg_namespace n join pg_class c on c.relnamespace = n.oid and c.relname = 'operation'
where n.nspname = 'adapt' and n.nspowner <> c.relowner
union all
select true, case when a.grantee = 0 then 'everybody may create in schema adapt'
        else format('role %s may create in schema adapt', a.grantee::regrole) end,
    case when a.grantee = 0 then '{}' else array[format('revoke create on schema adapt from %s', a.grantee::regrole)] end,
    case when a.grantee = 0 then 'adapt db migrate --again' end
from pg_namespace n cross join lateral aclexplode(n.nspacl) a
where n.nspname = 'adapt' and a.grantee <> n.nspowner and a.privilege_type = 'CREATE'
union all
select true, format('function %s looks names up wherever its caller says', p.proname), '{}', 'adapt db migrate --again'
from pg_proc p join pg_language l on l.oid = p.prolang
where p.pronamespace = 'adapt'::regnamespace and p.proname = any($1::text[]) and (p.prosecdef or l.lanname = 'plpgsql')
    and p.proname not in ('refuse_change', 'json_or_null')
    and not coalesce(p.proconfig, '{}') @> array['search_path=adapt, pg_temp']
order by 2
