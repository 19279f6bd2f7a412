/** A kind of thing that events are about, and where their metadata name it. */
export interface ResourceKind {
  readonly type: string;
  /** Which canonical types are about it; for those, a plain `id`, `name` or `slug` is this thing's. */
  readonly subject: RegExp;
  readonly uid: string;
  readonly names: readonly string[];
  /** Fields with environment and path of where it lies. */
  readonly place?: readonly [environment: string, path: string];
}

/** The first whose subject fits a type is what the type names. */
export const resourceKinds: readonly ResourceKind[] = [
  { type: 'Client Secret', subject: /client-secret/, uid: 'clientSecretId', names: [] },
  { type: 'Shared Secret', subject: /shared-secret/, uid: 'sharedSecretId', names: [] },
  {
    type: 'Secret Import',
    subject: /secret-import/,
    uid: 'secretImportId',
    names: [],
    place: ['importFromEnvironment', 'importFromSecretPath'],
  },
  {
    type: 'Folder',
    subject: /-folder/,
    uid: 'folderId',
    names: ['folderName', 'newFolderName'],
    place: ['environment', 'folderPath'],
  },
  { type: 'Environment', subject: /-environment/, uid: 'environmentId', names: ['environmentSlug'] },
  { type: 'Identity', subject: /-identity/, uid: 'identityId', names: ['identityName'] },
  { type: 'Service Token', subject: /service-token/, uid: 'serviceTokenId', names: [] },
  { type: 'Integration', subject: /integration/, uid: 'integrationId', names: ['integration'] },
  { type: 'Webhook', subject: /webhook/, uid: 'webhookId', names: [] },
  { type: 'Trusted IP', subject: /trusted-ip/, uid: 'trustedIpId', names: ['ipAddress'] },
  {
    type: 'Certificate Template',
    subject: /certificate-template/,
    uid: 'certificateTemplateId',
    names: ['certificateTemplateName'],
  },
  {
    type: 'Certificate',
    subject: /-cert(?:-body|-bundle|-private-key)?$/,
    uid: 'certId',
    names: ['cn', 'serialNumber'],
  },
  {
    type: 'Certificate Authority',
    subject: /certificate-authority|intermediate|-ca(?:-|$)/,
    uid: 'caId',
    names: ['dn', 'caName'],
  },
  { type: 'PKI Alert', subject: /pki-alert/, uid: 'pkiAlertId', names: [] },
  { type: 'PKI Collection Item', subject: /collection-item$/, uid: 'pkiCollectionItemId', names: [] },
  { type: 'PKI Collection', subject: /pki-collection/, uid: 'pkiCollectionId', names: [] },
  { type: 'Slack Integration', subject: /slack/, uid: 'slackIntegrationId', names: [] },
  { type: 'User', subject: /member|user-project/, uid: 'userId', names: ['email', 'username'] },
  { type: 'Key', subject: /-keys?$|cmek|kms-key/, uid: 'keyId', names: [] },
  { type: 'Project', subject: /-project$|-workspace$/, uid: 'projectId', names: ['projectName'] },
  { type: 'Secret', subject: /secret/, uid: '', names: [] },
];
