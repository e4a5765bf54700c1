-- Lines of the audit trail are only ever added.
create function audit_line_for_good() returns trigger language plpgsql as $$
begin
  raise exception 'audit_line is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_line_for_good before update or delete on audit_line
  for each row execute function audit_line_for_good();
create trigger audit_line_not_emptied before truncate on audit_line
  for each statement execute function audit_line_for_good();
