/// Who may do what with what was restored.
extension RestoreBackup {
    /// Roles are of the server, so a backup has no rights of theirs: given anew, as migrations give them. A schema of
    /// before there were roles is left to its migration. A limit that is written down holds, whatever a backup says or
    /// leaves out of its tables.
    static let rights = """
        do $$
        declare
            name text;
        begin
            if to_regprocedure('adapt.make_roles()') is not null then perform adapt.make_roles(); end if;
            if to_regprocedure('adapt.grant_rights()') is not null then perform adapt.grant_rights(); end if;
            if to_regclass('adapt.limited_table') is not null then
                for name in
                    select table_name from adapt.limited_table where exists (select from adapt.editor_market)
                loop
                    execute format('alter table adapt.%I enable row level security', name);
                end loop;
            end if;
        end $$
        """
}
