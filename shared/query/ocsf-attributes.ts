/** Names of OCSF 1.5.0 (facts of the schema, Apache-2.0, see resources/licences), in the order of the alphabet. */
function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** The attributes that stand at the top of an event of any class: what a path can start with. */
export const ocsfEventAttributes: ReadonlySet<string> = words(`
  access_list access_mask access_result action action_id activity_id activity_name actor actual_permissions
  aircraft analytic anomaly_analyses answers api app app_name application assessments assignee
  assignee_group attacks attempt auth_factors auth_protocol auth_protocol_id auth_type auth_type_id
  authentication_token authorizations banner base_address capabilities category_name category_uid
  certificate certificate_chain cis_benchmark_result cis_csc class_name class_uid classification
  client_dialects client_hassh cloud codes command command_responses command_uid comment compliance
  component confidence confidence_id confidence_score connection_info connection_uid container count
  countermeasures create_mask data_security data_sources database databucket dce_rpc delay desc device
  dialect direction direction_id dispersion disposition disposition_id driver dst_endpoint duration email
  email_auth email_uid end_time end_time_dt enrichments entity entity_result evidence evidences exit_code
  expiration_time expiration_time_dt file file_diff file_result finding finding_info finding_info_list
  firewall_rule folder group http_cookies http_request http_response http_status identifier_cookie idp
  impact impact_id impact_score injection_type injection_type_id is_alert is_cleartext is_mfa is_new_logon
  is_remote is_renewal is_suspected_breach ja4_fingerprint_list job kb_article_list kernel keyboard_info
  kill_chain last_run_time last_run_time_dt lease_dur load_balancer log_name log_provider log_type
  log_type_id logon_process logon_type logon_type_id malware malware_scan_info message message_trace_uid
  metadata module name network_interfaces nist num_detections num_files num_folders num_network_items
  num_processes num_registry_items num_resolutions num_skipped_items num_trusted_items observables open_mask
  open_type osint package peripheral_device policies policy port precision prev_reg_key prev_reg_value
  prev_security_level prev_security_level_id prev_security_states priority priority_id privileges process
  product protocol_name protocol_ver proxy proxy_connection_info proxy_endpoint proxy_http_request
  proxy_http_response proxy_tls proxy_traffic query query_evidence query_info query_result query_result_id
  query_time query_time_dt raw_data raw_data_size rcode rcode_id reg_key reg_value region relay remediation
  remote_display request requested_permissions resource resources response response_time response_time_dt
  risk_details risk_level risk_level_id risk_score rssi run_count sbom scan schedule_uid script
  security_level security_level_id security_states server_hassh service session severity severity_id share
  share_type share_type_id size smtp_hello src_endpoint src_url start_time start_time_dt startup_item state
  state_id status status_code status_detail status_id stratum stratum_id table ticket tickets time time_dt
  timezone_offset tls total trace traffic transaction_uid tree_uid tunnel_interface tunnel_type
  tunnel_type_id type type_id type_name type_uid unmanned_aerial_system unmanned_system_operating_area
  unmanned_system_operator unmapped url user user_result users vendor_attributes verdict verdict_id version
  vulnerabilities web_resources web_resources_result win_resource win_service
`);

/** The attributes that hold a list, whatever object they stand in. */
export const ocsfArrayAttributes: ReadonlySet<string> = words(`
  access_list affected_code affected_packages agent_list analysis_targets ancestry anomalies
  anomaly_analyses answers assessments attacks auth_factors authorizations baselines capabilities categories
  category_ids cc cc_mailboxes certificate_chain checks cis_controls cis_csc classification_ids
  classifications client_ciphers client_dialects codes command_responses compliance_references
  compliance_standards containers control_parameters coordinates countermeasures cves cvss
  data_classifications data_sources debug delivered_to_list discovery_details domain_contacts edges
  email_addrs endpoint_connections enrichments environment_variables evidences extension_list extensions
  files finding_info_list fingerprints flag_ids flags groups hashes http_cookies http_headers imei_list
  intermediate_ips intrusion_sets ja4_fingerprint_list kb_article_list kb_articles kill_chain labels lineage
  loaded_modules locations loggers malware match_details metrics name_servers network_interfaces nist nodes
  observables observations occurrences osint packages policies prev_security_states privileges profiles
  references related_analytics related_cves related_cwes related_events related_vulnerabilities
  reply_to_mailboxes requirements resources run_mode_ids run_modes sans scopes security_questions
  security_states server_ciphers service_dependencies signatures smtp_to software_components standards
  status_details subdomains tactics tags tickets tls_extension_list to to_mailboxes traits
  transformation_info_list types urls users values vulnerabilities web_resources web_resources_result
  x_forwarded_for x_originating_ip
`);
