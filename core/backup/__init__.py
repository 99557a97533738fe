"""The whole installation as one file under a passphrase, and back.

    sealing     a stream of bytes under a passphrase, every part of it authenticated
    rows        the rows of one database in another, whichever of SQLite and PostgreSQL they are
    databases   one moment of a database as a file, its version
    archive     that file and the stored files, packed, sealed and unpacked again
    restoring   what was unpacked takes the place of what is here, all of it or nothing
    places      where archives are kept, how many, under which passphrase

An archive holds SQLite whatever the installation runs on. So it needs no program of PostgreSQL of the right version,
it is read with any SQLite program, one made on a school's computer is restored on a server with PostgreSQL, and one of
an older version is brought forward in a copy before anything here is touched.
"""
