/** The plugin's version, put in by the build. */
declare const SAVEPOINT_VERSION: string;
