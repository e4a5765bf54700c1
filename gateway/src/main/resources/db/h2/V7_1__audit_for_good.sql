-- Lines of the audit trail are only ever added.
create trigger audit_line_for_good before update, delete on audit_line for each row
  call 'ua.holos.gateway.record.AppendOnly';
